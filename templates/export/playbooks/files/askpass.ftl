#!/bin/sh
# ssh runs this to get a password. It prints the one from the environment, which no process list shows.
printf '%s\n' "$TRIPLEO_LAB_ROOT_PASSWORD"
