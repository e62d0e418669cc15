# The bridge is gone.
ip link delete dev os-ctlplane
