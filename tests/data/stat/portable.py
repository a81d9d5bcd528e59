# pspp writes digits in the portable file's table a second time, for superscripts, which ReadStat 1.1.8 takes for the
# digits themselves; SPSS has zeros there.  Run `python3 portable.py` in this folder after pspp.
data = open("pspp.por", "rb").read()
once = data.replace(b"~-0000123456789000-()0{}", b"~" + b"0" * 21 + b"{}")
assert once != data
open("pspp.por", "wb").write(once)
