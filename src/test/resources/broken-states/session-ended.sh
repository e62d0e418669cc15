# Stack's session has ended and does not start at boot.
machine
as_stack virsh --quiet --connect qemu:///session destroy tripleo
loginctl disable-linger stack
loginctl terminate-user stack || true
