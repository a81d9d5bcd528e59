* Makes pspp.sav (compressed), plain.sav (not), pspp.zsav, pspp.por and latin1.sav: run `pspp pspp.sps` in this folder.
DATA LIST LIST (";") NOTABLE
 /id (F4) role (F2) stage (A2) day (DATE11) moment (DATETIME20) clock (TIME8) rate (F8.3) answer (A300).
BEGIN DATA
1;1;p1;21-NOV-2026;21-NOV-2026 10:15:30;10:15:30;0.1;Not enough time
2;2;p2;15-OCT-1582;29-FEB-2000 00:00:00;26:00:00;-1.5;Está difícil: “buy-in”
3;9;zz;;;;1234567.125;
4;;p1;01-JAN-1970;31-DEC-1999 23:59:59;00:00:00;0.001;x
5;-5;;;;;1e-30;7
END DATA.
IF id = 4 answer = CONCAT(LPAD("", 280, "ab"), "the end").
VARIABLE LABELS id 'Respondent' /role 'What is your role?' /answer 'What is your biggest challenge?'.
VALUE LABELS role 1 'Teacher' 2 'School leader' 9 'Refused' /stage 'p1' 'Planning' 'zz' 'Unknown'.
MISSING VALUES role (LO THRU -1, 9) /stage ('zz').
VARIABLE LEVEL id (SCALE) role (NOMINAL) stage (ORDINAL).
VARIABLE WIDTH role (12).
FILE LABEL 'A survey made by pspp'.
SAVE OUTFILE='pspp.sav' /COMPRESSED.
SAVE OUTFILE='plain.sav' /UNCOMPRESSED.
SAVE OUTFILE='pspp.zsav' /ZCOMPRESSED.
* ReadStat 1.1.8 cannot read missing texts in portable files.
MISSING VALUES stage ().
EXPORT OUTFILE='pspp.por' /DROP=answer.
