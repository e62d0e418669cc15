# The networks are stopped.
virsh --quiet net-destroy virtual-machine-control-plane
virsh --quiet net-destroy openstack-control-plane
virsh --quiet net-autostart --disable openstack-control-plane
