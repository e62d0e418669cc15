# The virtual machine is in the system's libvirt: LIBVIRT_SCOPE has changed.
machine
as_stack virsh --quiet --connect qemu:///session destroy tripleo
as_stack virsh --quiet --connect qemu:///session undefine tripleo
chmod o+x /home/stack
chmod o+rw "$IMAGES/tripleo.qcow2"
virsh --quiet define /tmp/machine.xml
virsh --quiet start tripleo
