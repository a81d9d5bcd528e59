"""Writes survey.csv from survey.jsonl (make.R reads it): python3 make.py, in this folder."""
import csv
import json

with open("survey.jsonl", encoding="utf-8") as file:
    records = [json.loads(line) for line in file]
with open("survey.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.DictWriter(file, list(records[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(records)
