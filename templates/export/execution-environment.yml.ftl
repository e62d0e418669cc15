# For ansible-builder: an image for ansible-navigator, ansible-runner or AWX. Build it with: ansible-builder build --tag ${imageName}
---
version: 3
images:
  base_image:
    name: registry.access.redhat.com/ubi9/python-311:latest
dependencies:
  ansible_core:
    package_pip: ansible-core==${ansible.core}
  ansible_runner:
    package_pip: ansible-runner
  galaxy: requirements.yml
  python:
    - passlib==1.7.4
  system:
    - openssh-clients [platform:rpm]
    - openssh-client [platform:dpkg]
