- name: Image - fetch the disk image
  hosts: hypervisor-stack
  tags: [image, first-boot]
  gather_facts: false
<#if !image.isLocal()>
<#include "../prepare/proxies.ftl">
</#if>
  tasks:
    - name: Skip this play when the virtual machine exists
      ansible.builtin.meta: end_host
      when: not make_machine

    - name: Install the script that fetches an image
      ansible.builtin.copy:
        src: fetch-image
        dest: ${home}/fetch-image
        mode: "0755"

<#if image.isLocal()>
    # The image is a local file: copying it again costs little, and it may have changed.
    - name: Remove an earlier copy of the image
      ansible.builtin.file:
        path: ${base}
        state: absent

</#if>
    - name: Start fetching the image if it is missing
      ansible.builtin.command:
        argv:
          - ${home}/fetch-image
          - start
          - ${base}
          - ${unsafe(image.source())}
<#if image.sha256.isPresent()>
          - ${yaml(image.sha256.get())}
</#if>
      register: fetching
      changed_when: fetching.stdout != ''

    - name: Wait until the image is fetched
      ansible.builtin.command:
        argv:
          - ${home}/fetch-image
          - wait
          - ${base}
      register: fetched
      changed_when: false
      until: fetched.rc != 1
      # Each attempt takes ten seconds. A transfer without data for two minutes fails.
      retries: 8640
      delay: 0
      failed_when: false

    - name: Check that the image was fetched
      ansible.builtin.assert:
        that: fetched.rc == 0
        fail_msg: |-
          The image {{ source }} could not be fetched: {{ fetched.stdout | trim }}.
          See {{ log }} on the hypervisor. Correct TRIPLEO_IMAGE_URL or TRIPLEO_IMAGE_SHA256 in configuration/environment, or the cause above,
          and run again: an interrupted transfer is resumed.
        quiet: true
      vars:
        source: ${unsafe(image.url)}
        log: ${base}.log
<#if !image.sha256.isPresent() && !image.isLocal()>

    - name: Show that the image was not verified
      ansible.builtin.debug:
        msg: The image was not verified, because its SHA-256 sum is not set. Set TRIPLEO_IMAGE_SHA256 in configuration/environment to verify it.
</#if>
