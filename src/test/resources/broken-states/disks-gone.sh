# Its disks and their folder are gone.
machine
rm -rf /home/stack/tripleo-lab
