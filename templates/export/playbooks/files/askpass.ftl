#!/bin/sh
# Asked by ssh for a password: gives the one in the environment, which shows in no list of processes.
printf '%s\n' "$TRIPLEO_LAB_ROOT_PASSWORD"
