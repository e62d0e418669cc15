# A second pool uses the same folder, and one pool is broken.
as_stack virsh --quiet --connect qemu:///session pool-destroy tripleo-lab
as_stack virsh --quiet --connect qemu:///session pool-undefine tripleo-lab
as_stack virsh --quiet --connect qemu:///session pool-define-as images dir --target "$IMAGES"
as_stack virsh --quiet --connect qemu:///session pool-autostart images
