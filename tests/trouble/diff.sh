# lexicon diff.
old=$PWD/tests/data/diff/old.yaml
new=$PWD/tests/data/diff/new.yaml
diffed=$PWD/tests/data/diff/answers.csv
refused "diff: one lexicon" "takes two lexicons" lexicon diff "$old"
refused "diff: gold without a corpus" "--gold needs a corpus" lexicon diff "$old" "$new" --gold gold
refused "diff: no such column" 'no column "x"' lexicon diff "$old" "$new" --on "$diffed" --gold x
refused "diff: no such lexicon" "none.yaml: cannot be opened" lexicon diff "$work/none.yaml" "$new"
refused "diff: no such gate" "did you mean .min-kappa." lexicon diff "$old" "$new" --policy min-kapa=1
refused "diff: a gate's value" "cannot be .2., write a number from -1 to 1" lexicon diff "$old" "$new" --policy min-kappa=2
refused "diff: a gate without gold" "needs a column of gold codes" lexicon diff "$old" "$new" --on "$diffed" --policy min-kappa=0
refused "diff: a gate without a corpus" "needs a corpus" lexicon diff "$old" "$new" --policy max-code-change-percent=1
refused "diff: no such policy" "none.policy: cannot be opened" lexicon diff "$old" "$new" --policy "$work/none.policy"
printf 'tests: true\nmin-kapa: 1\n' > "$work/policy.yaml"
refused "diff: a fault in a policy" "policy.yaml:2:1: .*did you mean .min-kappa." lexicon diff "$old" "$new" --policy "$work/policy.yaml"
printf 'tests: true\n' > "$work/policy.yaml"
run "diff: a policy that is met" "$verbatim" lexicon diff "$old" "$new" --policy "$work/policy.yaml"
is 0
run "diff: a gate that fails" "$verbatim" lexicon diff "$old" "$new" --on "$diffed" --gold gold --policy min-kappa=0.9 -q
is 1
has out "FAILED min-kappa: kappa is 0.600"
run "diff: redacted" "$verbatim" lexicon diff "$old" "$new" --on "$diffed" --redact -q
is 0
has out "projector broke"
lacks out "Hours and"
lacks out "a1,"
run "diff: no answers" "$verbatim" lexicon diff "$old" "$new" --on "$diffed" --no-answers --format json -q
is 0
lacks out "Training is"
lacks out '"id"'
run "diff: a full device" sh -c '"$0" "$@" > /dev/full' "$verbatim" lexicon diff "$old" "$new"
is 2
has err "cannot write"
# Another revision, and what it includes, in a repository of our own.
mkdir -p "$work/repository/lexicons"
printf 'lexicon: a\ninclude: [b]\ncategories: {time: {terms: [time]}}\n' > "$work/repository/lexicons/a.yaml"
printf 'lexicon: b\ncategories: {time: {terms: [hour]}}\n' > "$work/repository/lexicons/b.yaml"
printf 'answer\nNo minute\nNo hour\n' > "$work/repository/answers.csv"
printf 'cd "%s" && HOME=.. GIT_CONFIG_NOSYSTEM=1 "$@"\n' "$work/repository" > "$work/in_repository"
in_repository="sh $work/in_repository"
$in_repository git init -q
$in_repository git add .
$in_repository git -c user.name=test -c user.email=test@example.org commit -q -m one
printf 'lexicon: b\ncategories: {time: {terms: [hour, minute]}}\n' > "$work/repository/lexicons/b.yaml"
run "diff: a revision" $in_repository "$verbatim_path" lexicon diff git:HEAD:lexicons/a.yaml lexicons/a.yaml --on answers.csv -q
is 0
has out "added    term time: minute"
has out "row 1: because of edit 1"
lacks out "row 2"
run "diff: the index" $in_repository "$verbatim_path" lexicon diff git:HEAD:lexicons/a.yaml git::lexicons/a.yaml
is 0
has out "no edit"
run "diff: no such revision" $in_repository "$verbatim_path" lexicon diff git:HEAD~9:lexicons/a.yaml lexicons/a.yaml
is 2
has err "git knows no revision .HEAD~9."
run "diff: no such file of a revision" $in_repository "$verbatim_path" lexicon diff git:HEAD:a.yaml lexicons/a.yaml
is 2
has err "no file .a.yaml. in revision HEAD"
run "diff: an option for a revision" $in_repository "$verbatim_path" lexicon diff git:--help:a.yaml lexicons/a.yaml
is 2
has err "cannot begin with a hyphen"
run "diff: no repository" sh -c 'cd "$1" && GIT_DIR=/nowhere "$0" lexicon diff git:HEAD:a.yaml challenges' "$verbatim_path" "$work"
is 2
has err "in no git repository"
