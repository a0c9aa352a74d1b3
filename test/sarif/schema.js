// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// schema.js NODE_MODULES SCHEMA LOG...: prints each place where a log breaks the
// schema; exit status 1 if there is any.
const fs = require('fs');
const path = require('path');
const [modules, schema, ...logs] = process.argv.slice(2);
const load = (name) => require(path.join(modules, name));
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

const ajv = new (load('ajv/dist/2020').default)({ allErrors: true, strict: false });
load('ajv-formats').default(ajv);
const validate = ajv.compile(read(schema));
for (const log of logs) {
  if (validate(read(log))) continue;
  process.exitCode = 1;
  for (const error of validate.errors)
    console.log(`${log}${error.instancePath}: ${error.message}`);
}
