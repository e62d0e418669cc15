# The second interface was taken out of the bridge.
ip link set dev eth1 nomaster
ip link set dev eth1 down
