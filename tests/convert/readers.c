/* What each format's reader makes of its syntax, and of what is found in the wild. */
#include "convert/read.h"

Test(readers, liwc)
{
    static const read_row rows[] = {
        {"an entry has the categories of its numbers", vb_read_liwc, "%\n1\tpos\n2\tneg\n%\nhappy*\t1\nodd\t1\t2\n",
         "pos: happy*\npos: odd\nneg: odd\n", ""},
        {"01 and 1 are the same", vb_read_liwc, "%\n01\ta\n2\tb\n%\nx\t1\ny\t02\n", "a: x\nb: y\n", ""},
        {"tabs and spaces mixed and repeated, and at the ends", vb_read_liwc,
         "%\n 1 \t a\n2   b\t\n%\n\n  x  1\t \t2 \t\ny \t1\n", "a: x\nb: x\na: y\n", ""},
        {"CR LF, and CR alone", vb_read_liwc, "%\r\n1\ta\r\n%\r\nx\t1\r\n", "a: x\n", ""},
        {"CR alone", vb_read_liwc, "%\r1\ta\r%\rx\t1\ry\t1", "a: x\na: y\n", ""},
        {"a number that no category has is noted", vb_read_liwc, "%\n1\ta\n%\nx\t1 7\n", "a: x\n",
         "4:5 note: `x` has category 7, which there is not\n"},
        {"the conditions of LIWC 2007", vb_read_liwc,
         "%\n1\ta\n2\tb\n%\nkind\t<of>1/2\nlike\t(02 134)1/2\t2\nwell\t(1)2/1\n", "b: like\n",
         "5:6 left out: `kind` has the condition `<of>1/2`, which terms have no word for\n"
         "5:1 left out: `kind` is in no category\n"
         "6:6 left out: `like` has the condition `(02 134)1/2`, which terms have no word for\n"
         "7:6 left out: `well` has the condition `(1)2/1`, which terms have no word for\n"
         "7:1 left out: `well` is in no category\n"},
        {"an entry that begins with a parenthesis, and other marks", vb_read_liwc,
         "%\n1\ta\n%\n(:\t1\n:)\t1\nwhat?\t1\n", "a: \\(:\na: :\\)\na: what\\?\n", ""},
        {"phrases, and numbers in them", vb_read_liwc, "%\n1\ta\n2\tb\n%\nyou know\t1\n24 7\t2\nno tab 1 2\n",
         "a: you know\nb: 24 7\na: no tab\nb: no tab\n", ""},
        {"LIWC 2015: tabs tell what is below what; names with labels", vb_read_liwc,
         "%\n1\tfunction (Function Words)\n\t2\tpronoun "
         "(Pronouns)\n\t\t3\ti\n\t4\tarticle\n5\tverb\n%\nI\t1\t2\t3\nthe\t1 "
         "4\ngo\t5\n",
         "function: I\nfunction/pronoun: I\nfunction/pronoun/i: I\nfunction: the\nfunction/article: the\nverb: go\n",
         ""},
        {"the same twice", vb_read_liwc, "%\n1\ta\n%\nx\t1\nX\t1\n", "a: x\n",
         "5:1 note: `X` is there already, written once\n"},
        {"a number twice", vb_read_liwc, "%\n1\ta\n01\tb\n%\nx\t1\n", "a: x\n",
         "3:1 left out: number 01 is `a` already, so `b` is left out\n"},
        {"an entry without a number", vb_read_liwc, "%\n1\ta\n%\nx\ny\t1\n", "a: y\n",
         "4:1 left out: `x` is in no category\n"},
        {"columns count characters", vb_read_liwc, "%\n1\ta\n%\n\u00E9t\u00E9\t1\t9\n", "a: \u00E9t\u00E9\n",
         "4:7 note: `\u00E9t\u00E9` has category 9, which there is not\n"},
        {"a star alone is any word; a star within a word", vb_read_liwc, "%\n1\ta\n%\nx * y\t1\na*b\t1\n",
         "a: x _ y\na: a*b\n", ""},
    };
    static const fault_row faults[] = {
        {"no % at the beginning", vb_read_liwc, "\nSET UTF-8\n", 2, 1, "begins with `%`"},
        {"no second %", vb_read_liwc, "%\n1\ta\nx\t1\n", 3, 1, "do not end"},
    };
    check_rows(rows, COUNT_OF(rows));
    check_faults(faults, COUNT_OF(faults));
}

Test(readers, wordstat)
{
    static const read_row rows[] = {
        {"indents and weights", vb_read_wordstat, "A\n\tB\n\t\tword (1)\n\tdirect (2)\nC\n\tlast* (0.5)\n",
         "A/B: word\nA: direct x2\nC: last* x0.5\n", ""},
        {"underscores part the words of a phrase", vb_read_wordstat, "A\n\tSOUTH_AFRICA (1)\n\tCape Town (1)\n",
         "A: SOUTH AFRICA\nA: Cape Town\n", ""},
        {"spaces before tabs, CR LF", vb_read_wordstat, "A\r\n   \tB\r\n   \t\tx (1)\r\n   \tC\r\n   \t\ty (1)\r\n",
         "A/B: x\nA/C: y\n", ""},
        {"indented by spaces alone", vb_read_wordstat, "A\n  B\n    x (1)\n  y (1)\n", "A/B: x\nA: y\n", ""},
        {"rules of nearness", vb_read_wordstat, "A\n\t@R [GOOD NEAR BAD /S 3] (1)\n\tx (1)\n", "A: x\n",
         "2:2 left out: `@R [GOOD NEAR BAD /S 3] (1)` is a rule, which terms have no word for\n"},
        {"an entry outside of categories", vb_read_wordstat, "x (1)\nA\n\ty (1)\n", "A: y\n",
         "1:1 left out: `x` is in no category\n"},
        {"weights that terms cannot have", vb_read_wordstat, "A\n\tx (-1)\n", "A: x\n",
         "2:2 changed: `x` has weight -1, written with 1: weights are from 0 to 1000 in thousandths\n"},
        {"parentheses that are no weight", vb_read_wordstat, "A (old)\n\tx (1)\n", "A (old): x\n", ""},
        {"both wildcards", vb_read_wordstat, "A\n\twom?n (1)\n\t*ology (1)\n", "A: wom?n\nA: *ology\n", ""},
    };
    check_rows(rows, COUNT_OF(rows));
}

Test(readers, lexicoder)
{
    static const read_row rows[] = {
        {"categories and entries", vb_read_lexicoder, "+A category\nmore*\na lie\n\n+B\nhad\n",
         "A category: more*\nA category: a lie\nB: had\n", ""},
        {"an entry before any category", vb_read_lexicoder, "x\n+A\ny\n", "A: y\n",
         "1:1 left out: `x` is in no category\n"},
        {"a question mark is one", vb_read_lexicoder, "+A\nwhy?\n", "A: why\\?\n", ""},
        {"the older format is XML", vb_read_lexicoder,
         "<?xml version=\"1.0\"?>\n<dictionary style=\"Lexicoder\" name=\"p\">\n<cnode name=\"t1\">\n<pnode name=\" "
         "NBB "
         "\"></pnode>\n</cnode>\n</dictionary>\n",
         "t1: NBB\n", ""},
    };
    check_rows(rows, COUNT_OF(rows));
}

#define YKD(inner)                                                                                                   \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"050805\" patternengine=\"substring\">\n" inner  \
    "</dictionary>\n"

Test(readers, yoshikoder)
{
    static const read_row rows[] = {
        {"nested nodes", vb_read_yoshikoder,
         YKD("<cnode name=\"New\" desc=\"New\"><pnode name=\"z\"/><cnode name=\"A\" desc=\"\"><pnode "
             "name=\"lit*\"/><pnode "
             "name=\"rock &amp; roll\"/></cnode></cnode>\n"),
         "New: z\nNew/A: lit*\nNew/A: rock & roll\n", ""},
        {"scores", vb_read_yoshikoder,
         YKD("<cnode name=\"A\"><pnode name=\"x\" score=\"0.50\"/><pnode name=\"y\" score=\"1.0\"/></cnode>\n"),
         "A: x x0.5\nA: y\n", ""},
        {"regular expressions", vb_read_yoshikoder,
         "<dictionary patternengine=\"regexp\"><cnode name=\"A\"><pnode name=\"a/b+\"/></cnode></dictionary>",
         "A: /\\b(?:a\\/b+)\\b/\n",
         "1:1 changed: its entries are regular expressions of Java: they are read as PCRE2's, between word ends\n"},
        {"what does not belong", vb_read_yoshikoder,
         YKD("<pnode name=\"x\"/>\n<cnode name=\"A\"><note/><pnode/></cnode>\n"), "",
         "3:1 left out: `x` is in no category\n4:17 left out: <note> is no part of a dictionary\n4:24 left out: a "
         "pnode "
         "without a name\n"},
    };
    static const fault_row faults[] = {
        {"not well-formed", vb_read_yoshikoder, "<dictionary>\n<cnode>\n</dictionary>\n", 3, 3, "no well-formed XML"},
        {"another document", vb_read_yoshikoder, "<html/>", 1, 1, "outermost element is <dictionary>"},
        {"nothing behind the declaration", vb_read_yoshikoder, "<?xml version=\"1.0\"?>\n", 2, 1, "no element found"},
    };
    check_rows(rows, COUNT_OF(rows));
    check_faults(faults, COUNT_OF(faults));
}

Test(readers, khcoder)
{
    static const read_row rows[] = {
        {"alternatives over several lines, comments", vb_read_khcoder, "# all\n*A\ndeath | die or\nkill\n",
         "A: death\nA: die\nA: kill\n", ""},
        {"neighbours", vb_read_khcoder, "*A\nold+age | a+b+c\n", "A: old age\nA: a b c\n", ""},
        /* Places 1 to 3 apart are 0 to 2 words between; without a number near() is 5 and seq() 10. */
        {"near", vb_read_khcoder, "*A\nnear(a-b)[3] | near(c-d) | near(e+f)[1]\n",
         "A: a ~2 b\nA: c ~4 d\nA: e ~0 f\n", ""},
        {"seq", vb_read_khcoder, "*A\nseq(a-b-c)[2] | seq(d-e)\n", "A: a ...1 b ...1 c\nA: d ...9 e\n", ""},
        {"characters", vb_read_khcoder, "*A\n'and/or(' | x\n", "A: /and\\/or\\(/\nA: x\n", ""},
        {"and, and not", vb_read_khcoder, "*A\n( a | b ) & ( c | d ) & ! e\n*B\nx &! y | z and not ( u or v )\n",
         "A: a +c +d -e\nA: b +c +d -e\nB: x -y\nB: z -u -v\n", ""},
        {"and binds closer than or", vb_read_khcoder, "*A\na | b & c\n", "A: a\nA: b +c\n", ""},
        {"what terms have no words for", vb_read_khcoder,
         "*A\na & b & c | ! d | <*>B | near(a-b-c) | word-->Noun | <>sex-->1\n*B\nx\n", "B: x\n",
         "2:9 left out: the condition at `c` asks for three things at once: a term has one `with`\n"
         "2:15 left out: the condition at `d` asks only for what is not there\n"
         "2:19 left out: the condition at `<*>B` is nothing that terms have words for\n"
         "2:26 left out: the condition at `near(a-b-c)` is nothing that terms have words for\n"
         "2:40 left out: the condition at `word-->Noun` is nothing that terms have words for\n"
         "2:54 left out: the condition at `<>sex-->1` is nothing that terms have words for\n"},
        {"one that cannot be read costs no other", vb_read_khcoder, "*A\na b | c | ( d | e\n", "A: c\n",
         "2:3 left out: the condition at `b` cannot be read: an operator is missing before it\n"
         "2:17 left out: the condition at `e` cannot be read: `(` is not closed\n"},
        {"a wide star, CR LF", vb_read_khcoder, "\uFF0AA\r\nx\r\n", "A: x\n", ""},
        {"what is syntax of terms is text", vb_read_khcoder, "*A\nwhat? | a*\n", "A: what\\?\nA: a\\*\n", ""},
    };
    static const fault_row faults[] = {
        {"no code", vb_read_khcoder, "# x\nword\n", 2, 1, "the first line is `*`"},
    };
    check_rows(rows, COUNT_OF(rows));
    check_faults(faults, COUNT_OF(faults));
}

Test(readers, tables)
{
    static const read_row rows[] = {
        {"columns by name, in any order", vb_read_table,
         "Weight,TERM,category\n0.5,push back,buy-in/resistance\n,x,time\n",
         "buy-in/resistance: push back x0.5\ntime: x\n", ""},
        {"without names: category, term, weight", vb_read_table, "a;x y;2\na;z;1\n", "a: x y x2\na: z\n", ""},
        {"tabs, CR alone", vb_read_table, "category\tterm\ra\tx\rb\ty", "a: x\nb: y\n", ""},
        {"terms are terms", vb_read_table, "category,term\na,\"(x|y) ...2 z, w\"\na,(x\n", "",
         "2:3 left out: `(x|y) ...2 z, w` is no term: `,` ends a clause, so the words beside it are never "
         "neighbours, write "
         "`...0` or `...` in its place\n3:3 left out: `(x` is no term: `(` without `)`, close it or write `\\(`\n"},
        {"line breaks in cells", vb_read_table, "category,term,weight\r\n\"a\",\"x\r\ny\",1\r\nb,(,1\r\n",
         "a: x\r\ny\n", "4:3 left out: `(` is no term: `(` without `)`, close it or write `\\(`\n"},
        {"rows without a category or a term", vb_read_table, "category,term\n,x\na,\nb\n", "",
         "2:2 left out: `x` is in no category\n"},
        {"LIWC-22", vb_read_dicx, "DicTerm,Stress,\"Rest, all\"\nstress*,X,\n\"you know\",X,X\n:),,x\n",
         "Stress: stress*\nStress: you know\nRest, all: you know\nRest, all: :\\)\n", ""},
        {"LIWC-22 with weights, and levels", vb_read_dicx, "DicTerm,a,a/b\ntired,2,0\nx,,0.25\n",
         "a: tired x2\na/b: x x0.25\n", ""},
        {"LIWC-22: no category, a nameless column, cells too many", vb_read_dicx, "DicTerm,a,,b\nx,,,\ny,X,X,X,X\n",
         "a: y\nb: y\n",
         "1:11 left out: column 3 has no name, so it is left out\n2:1 left out: `x` is in no category\n3:9 left out: "
         "the row of "
         "`y` has more cells than there are columns\n"},
    };
    static const fault_row faults[] = {
        {"one column", vb_read_table, "category\nx\n", 1, 1, "columns category, term and weight"},
        {"a quote that never closes", vb_read_table, "category,term\na,x\nb,\"y\n", 3, 0, "never closes"},
        {"no categories", vb_read_dicx, "DicTerm\nx\n", 1, 1, "a name for each category"},
    };
    check_rows(rows, COUNT_OF(rows));
    check_faults(faults, COUNT_OF(faults));
}

Test(readers, json)
{
    static const read_row rows[] = {
        {"expressions, single and in lists, and levels", vb_read_json,
         "{\"time\": [\"\\\\btime\\\\b\", \"a/b\", \"a\\\\/b+\"],\n \"x\": {\"y\": \"z+\"}}",
         "time: /\\btime\\b/\ntime: /a\\/b/\ntime: /a\\/b+/\nx/y: /z+/\n", ""},
        {"what is no expression", vb_read_json,
         "{\"a\": [1, null, true],\n \"b\": [\"(\", \"x*\", \"\"],\n \"\u00E9\": 2.5, \"\": \"x\"}", "",
         "1:8 left out: `1` is no text\n1:11 left out: `null` is no text\n1:17 left out: `true` is no text\n3:7 left "
         "out: "
         "`2.5` is no text\n3:12 left out: a category without a name\n2:8 left out: `(` is no term: the regular "
         "expression does "
         "not compile: missing closing parenthesis\n2:13 left out: `x*` is no term: it matches the empty text\n2:19 "
         "left out: `` "
         "is no term: an empty regular expression, write one between the slashes\n"},
        {"escapes of JSON", vb_read_json, "{\"a\": \"caf\\u00e9|\\ud83d\\ude00\"}", "a: /caf\u00E9|\U0001F600/\n",
         ""},
    };
    static const fault_row faults[] = {
        {"a missing comma", vb_read_json, "{\"a\": [\"x\"\n \"y\"]}", 2, 4, "no JSON"},
        {"a category twice", vb_read_json, "{\"a\": \"x\", \"a\": \"y\"}", 1, 14, "duplicate object key"},
        {"no object", vb_read_json, "[\"x\"]", 1, 1, "no object"},
    };
    check_rows(rows, COUNT_OF(rows));
    check_faults(faults, COUNT_OF(faults));
}

Test(readers, quanteda)
{
    static const read_row rows[] = {
        {"globs and phrases", vb_read_lexicon, "A b: [x*, 'y ? z', '*', 'c * d']\n", "A b: x*\nA b: _\nA b: c _ d\n",
         "1:11 left out: `y ? z` is no term: stray `?`, put it right behind a parenthesis or write `\\?`\n"},
        {"own values of a key with keys below it, as as.yaml() writes them", vb_read_lexicon,
         "a:\n  __: [x, y]\n  b: [z]\n", "a: x\na: y\na/b: z\n", ""},
        /* quanteda's tokens() makes a token of each mark, so that a word with one in it is never a token. */
        {"words with marks in them", vb_read_lexicon, "a: [^b, a_b, buy-in, can't]\n",
         "a: a\\_b\na: buy-in\na: can't\n",
         "1:5 left out: `^b` has a punctuation mark in a word, where it is a word of its own: it is never found\n"},
    };
    check_rows(rows, COUNT_OF(rows));
}
