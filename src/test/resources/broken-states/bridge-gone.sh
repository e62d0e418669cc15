# The bridge is missing.
ip link delete dev os-ctlplane
