# For ansible-builder: an image for ansible-navigator, ansible-runner or AWX. Build it with: ansible-builder build --tag ${imageName}
---
version: 3
images:
  base_image:
    # The newest image, for its security fixes. For reproducible builds, use a fixed tag or digest.
    name: registry.access.redhat.com/ubi9/python-311:latest
dependencies:
  # /usr/bin/python3 of Enterprise Linux 9 is 3.9, which ansible-core ${ansible.core} does not support.
  python_interpreter:
    package_system: python${ansible.pythonOfImage().text()}
    python_path: /usr/bin/python${ansible.pythonOfImage().text()}
  ansible_core:
    package_pip: ansible-core==${ansible.core}
  ansible_runner:
    package_pip: ansible-runner==2.4.3
  galaxy: requirements.yml
  python:
    - passlib==1.7.4
  system:
    - openssh-clients [platform:rpm]
    - openssh-client [platform:dpkg]
