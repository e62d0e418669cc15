# The virtual machine is suspended and has snapshots.
machine
as_stack virsh --quiet --connect qemu:///session snapshot-create-as tripleo first
as_stack virsh --quiet --connect qemu:///session snapshot-create-as tripleo second --disk-only
as_stack virsh --quiet --connect qemu:///session suspend tripleo
