# libvirt was removed while the lab was there.
machine
DEBIAN_FRONTEND=noninteractive apt-get -qq remove libvirt-daemon-system libvirt-clients >/dev/null
