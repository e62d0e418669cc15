# The second interface was removed from the bridge.
ip link set dev eth1 nomaster
ip link set dev eth1 down
