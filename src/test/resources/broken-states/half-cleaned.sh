# Somebody removed half of the lab by hand: the virtual machine's files, the networks, the sudo rule.
machine
pkill -KILL -u stack qemu-system || true
rm -rf /home/stack/tripleo-lab /home/stack/.config/libvirt/qemu/tripleo.xml /etc/sudoers.d/stack
for network in virtual-machine-control-plane openstack-control-plane; do
  virsh --quiet net-destroy "$network"
  virsh --quiet net-undefine "$network"
done
