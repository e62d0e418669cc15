# The lab's notes on the hypervisor are empty or garbage.
machine
: >"$MARKS/owner"
printf '\0\377garbage' >"$MARKS/objects.json"
rm -rf "$MARKS/network"
