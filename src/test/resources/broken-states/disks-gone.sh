# The disks and their folder are missing.
machine
rm -rf /home/stack/tripleo-lab
