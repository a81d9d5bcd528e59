* Makes latin1.sav, whose text is Windows-1252: run `pspp latin1.sps` in this folder.
SET LOCALE='windows-1252'.
DATA LIST LIST (";") NOTABLE /name (A10) number (F2).
BEGIN DATA
Zoë;1
“café”;2
END DATA.
VARIABLE LABELS name 'Prénom'.
VALUE LABELS number 1 'Uné'.
SAVE OUTFILE='latin1.sav'.
