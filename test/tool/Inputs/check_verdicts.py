"""Checks the verdicts in a JSON report: REPORT NAME=VERDICT,VERDICT... for each
function, which must have one of them."""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as report:
    verdicts = {each["name"]: each["verdict"] for each in json.load(report)["functions"]}
wrong = 0
for wanted in sys.argv[2:]:
    name, allowed = wanted.split("=")
    if verdicts.get(name) not in allowed.split(","):
        print(f"{name}: {verdicts.get(name)}, not {allowed}")
        wrong += 1
sys.exit(wrong != 0)
