# The machine is in libvirt of the system: LIBVIRT_SCOPE was another one.
machine
as_stack virsh --quiet --connect qemu:///session destroy tripleo
as_stack virsh --quiet --connect qemu:///session undefine tripleo
chmod o+x /home/stack
chmod o+rw "$IMAGES/tripleo.qcow2"
virsh --quiet define /tmp/machine.xml
virsh --quiet start tripleo
