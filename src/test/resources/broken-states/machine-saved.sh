# The virtual machine's memory was saved.
machine
as_stack virsh --quiet --connect qemu:///session managedsave tripleo
