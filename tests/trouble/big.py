"""big.py FOLDER: big.csv (20,000 rows: 14 too long, 13 not UTF-8), wide.csv, long.csv, slow.csv"""
import os, sys
os.chdir(sys.argv[1])
answers = ["no time", '"Lack of buy-in, %d"', "PD is fine", "push back; time %d", "n/a", "slow network", "weather %d", "",
           '"Teachers\n need training"', "\u201cno time\u201d \U0001f600"]
titles = ["Teacher", "Principal", "", "Superintendent", "cook %d"]
def fill(text, i):
    return text % i if "%d" in text else text
with open("big.csv", "wb") as out:
    out.write(b"id,job_title,region,answer\n")
    for i in range(20000):
        row = "%d,%s,%s,%s" % (i, fill(titles[i * 7 % 5], i), "NSEW"[i % 4], fill(answers[i * 3 % 10], i))
        row = row.encode()
        if i % 1500 == 700:
            row += b" \xff"
        if i % 1400 == 900:
            row += b",one,more"
        out.write(row + b"\n")
with open("wide.csv", "w") as out:
    out.write("id,answer" + "".join(",c%d" % i for i in range(9998)) + "\n")
    out.write("1,no time" + ",x" * 9998 + "\n2,push back\n3,PD" + ",x" * 12000 + "\n")
with open("long.csv", "w") as out:
    out.write('id,answer\n1,"' + "well, no time and " * 120000 + '"\n2,' + "x" * (2 << 20) + "\n3,PD\n")
with open("slow.csv", "w") as out:
    out.write("id,answer\n1,no time\n2,time " + "x" * 3000 + "\n3,time\n4,xxy\n")
