- name: Image - fetch the disk image
  hosts: hypervisor-stack
  tags: [image, first-boot]
  gather_facts: false
<#if !image.isLocal()>
<#include "../prepare/proxies.ftl">
</#if>
  tasks:
    - name: Leave the image alone when the machine is there
      ansible.builtin.meta: end_host
      when: not make_machine

    - name: Write the program that fetches an image
      ansible.builtin.copy:
        src: fetch-image
        dest: ${home}/fetch-image
        mode: "0755"

<#if image.isLocal()>
    # It costs little to copy it again, and it may be another one by now.
    - name: Throw an earlier copy away
      ansible.builtin.file:
        path: ${base}
        state: absent

</#if>
    - name: Start to fetch the image, where it is not there yet
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

    - name: Wait for the image
      ansible.builtin.command:
        argv:
          - ${home}/fetch-image
          - wait
          - ${base}
      register: fetched
      changed_when: false
      until: fetched.rc != 1
      # Each try lasts ten seconds. A transfer that brings nothing for two minutes ends by itself.
      retries: 8640
      delay: 0
      failed_when: false

    - name: Require the image
      ansible.builtin.assert:
        that: fetched.rc == 0
        fail_msg: |-
          The image {{ source }} could not be fetched: {{ fetched.stdout | trim }}.
          {{ log }} on the hypervisor has more. Correct TRIPLEO_IMAGE_URL or TRIPLEO_IMAGE_SHA256 in configuration/environment, or what keeps it from coming,
          and run again: a transfer goes on where it stopped.
        quiet: true
      vars:
        source: ${unsafe(image.url)}
        log: ${base}.log
<#if !image.sha256.isPresent() && !image.isLocal()>

    - name: Say that nobody has checked the image
      ansible.builtin.debug:
        msg: There is no SHA-256 sum to check the image against. TRIPLEO_IMAGE_URL and TRIPLEO_IMAGE_SHA256 in configuration/environment name one.
</#if>
