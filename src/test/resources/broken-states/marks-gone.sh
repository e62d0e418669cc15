# The record of what the lab created is missing.
# In ./check.
machine
rm -rf "$MARKS"
