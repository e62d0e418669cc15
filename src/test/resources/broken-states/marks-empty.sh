# The notes are there and say nothing.
machine
: >"$MARKS/owner"
printf '\0\377garbage' >"$MARKS/objects.json"
rm -rf "$MARKS/network"
