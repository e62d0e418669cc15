# Nobody knows what the lab made.
# In ./check.
machine
rm -rf "$MARKS"
