-- Drives 'spinpair lsp' by neovim's own client; started by check_neovim.py, which says in
-- the file that SPINPAIR_TEST names what to do, and reads what comes out there.
local plan = vim.fn.json_decode(vim.fn.readfile(vim.env.SPINPAIR_TEST))
local out = { log = {} }

local function finish(error)
  out.error = error
  vim.fn.writefile({ vim.fn.json_encode(out) }, plan.result)
  vim.cmd('qall!')
end

local analysed = 0
local publish = vim.lsp.handlers['textDocument/publishDiagnostics']
vim.lsp.handlers['textDocument/publishDiagnostics'] = function(err, result, ...)
  analysed = analysed + 1
  return publish(err, result, ...)
end
vim.lsp.handlers['window/showMessage'] = function(_, result)
  table.insert(out.log, result.message)
end

local function diagnostics(buffer)
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, { each.lnum + 1, each.col + 1, each.code or each.user_data.lsp.code,
                          each.message })
  end
  return found
end

-- Waits for the diagnostics that follow what was just done.
local function settle(before)
  if not vim.wait(30000, function() return analysed > before end, 10) then
    error('no diagnostics came')
  end
  vim.wait(100)
end

local function ask(buffer, method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 30000)
  for _, answer in pairs(answers or {}) do
    if answer.error then error(method .. ': ' .. vim.inspect(answer.error)) end
    return answer.result
  end
end

local function run()
  vim.cmd('edit ' .. plan.file)
  local buffer = vim.api.nvim_get_current_buf()
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  capabilities.textDocument.hover.contentFormat = { 'plaintext' }
  local client = vim.lsp.start_client({
    name = 'spinpair', cmd = { plan.spinpair, 'lsp' }, root_dir = plan.folder,
    capabilities = capabilities, init_options = { debounce = 1 } })
  vim.lsp.buf_attach_client(buffer, client)
  settle(0)
  out.opened = diagnostics(buffer)

  out.hover = {}
  for line = 1, vim.api.nvim_buf_line_count(buffer) do
    local told = ask(buffer, 'textDocument/hover', {
      textDocument = vim.lsp.util.make_text_document_params(buffer),
      position = { line = line - 1, character = 0 } })
    if told then out.hover[tostring(line)] = told.contents.value end
  end

  -- The first fix of the finding on that line, made by neovim; it is not saved.
  local range = { start = { line = plan.line - 1, character = 0 },
                  ['end'] = { line = plan.line - 1, character = 99 } }
  local actions = ask(buffer, 'textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(buffer), range = range,
    context = { diagnostics = {} } })
  out.action = actions[1].title
  local before = analysed
  vim.lsp.util.apply_workspace_edit(actions[1].edit,
    vim.lsp.get_client_by_id(client).offset_encoding)
  settle(before)
  out.fixed = diagnostics(buffer)
  out.text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') .. '\n'

  before = analysed
  vim.cmd('silent undo')
  settle(before)
  out.undone = diagnostics(buffer)

  vim.lsp.stop_client(client)
  out.stopped = vim.wait(10000, function() return vim.lsp.client_is_stopped(client) end, 10)
end

local ok, error = pcall(run)
finish(not ok and tostring(error) or nil)
