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
        dest: ${home}/fetch-image
        mode: "0755"
        content: |
          #!/bin/bash
          ${managed}
          # fetch-image start FILE URL [SHA256]   start a transfer that goes on by itself, where FILE is not there
          # fetch-image wait FILE                 wait for it, ten seconds at most: 0 it is there, 1 not yet, 3 it failed
          # FILE gets its name only after it was found whole, so that what was interrupted is never taken for good;
          # FILE.part is taken up where it stopped, and FILE.failed says why there is no FILE.
          file=$2 url=${r"${3:-}"} sum=${r"${4:-}"} part=$2.part

          start() {
            [ ! -e "$file" ] || exit 0
            rm -f "$file.failed"
            echo started
            # A job in the background leads no group of processes, so that this stays in the background; its option --fork is not everywhere.
            setsid "$0" fetch "$file" "$url" "$sum" </dev/null >/dev/null 2>&1 &
          }

          wait_for() {
            while [ $SECONDS -lt 10 ]; do
              [ ! -e "$file" ] || exit 0
              [ ! -e "$file.failed" ] || { grep . "$file.failed" || echo "there is no space left on its disk"; exit 3; }
              sleep 0.5
            done
            if flock --nonblock "$file.lock" true && [ ! -e "$file" ]; then echo "it was ended from outside"; exit 3; fi
            echo "$(($(stat --format %s "$part" 2>/dev/null || echo 0) / 1048576)) MiB are there"
            exit 1
          }

          fail() { echo "$*" | tee "$file.failed"; exit 1; }

          transfer() {
            curl --fail --location --silent --show-error --retry 3 --connect-timeout 30 --speed-limit 1 --speed-time 120 \
              --continue-at - --output "$part" -- "$url" 2>&1
          }

          # What a server says of the image behind the URL, to tell it from another one that was there before.
          seen() { curl --head --fail --location --silent --connect-timeout 30 -- "$url" | grep -iE '^(etag|last-modified|content-length):'; }

          found() { sha256sum "$part" | cut -d ' ' -f 1; }

          right() { [ -z "$sum" ] || [ "$(found)" = "$sum" ]; }

          fetch() {
            exec 9>"$file.lock"
            flock 9 # one at a time: an earlier one may still be at it
            [ ! -e "$file" ] || exit 0
            exec >"$file.log" 2>&1
            if [ -z "$sum" ]; then
              # Nothing else would find out that the parts of two images were put together.
              now=$(seen) || rm -f "$part"
              [ "$now" = "$(cat "$file.seen" || echo nothing)" ] || rm -f "$part"
              echo "$now" >"$file.seen"
            fi
            if [ -z "$sum" ] || [ ! -s "$part" ] || ! right; then
              [ ! -s "$part" ] && again=no || again=yes
              said=$(transfer)
              code=$?
              # Refused by a server that cannot go on in the middle, or put together from two images: from the beginning, then.
              case $code in 0) right && again=no ;; 22 | 33 | 36) ;; *) again=no ;; esac
              [ $again = no ] || { rm -f "$part"; said=$(transfer); code=$?; }
              room=$(df -h --output=avail "$(dirname "$file")" | tail -n 1)
              # On a full disk, there must be room for what is said of it.
              [ $code != 23 ] || truncate --size=-1M "$part"
              echo "$said"
              [ $code = 0 ] || fail "$(echo "$said" | grep '^curl: (' | tail -n 1) (free on its disk:$room)"
            fi
            if ! right; then
              is="its SHA-256 sum is $(found) instead of $sum; what came was thrown away"
              rm -f "$part"
              fail "$is"
            fi
            # Everything passes for a raw image; one that boots has a boot sector.
            format=$(qemu-img info "$part" | sed -n 's/^file format: //p')
            qemu-img check "$part"
            check=$?
            if [ $check = 1 ] || [ $check = 2 ] || { [ "$format" = raw ] && [ "$(od -An -tx1 -j510 -N2 "$part")" != " 55 aa" ]; }; then
              rm -f "$part"
              fail "it is no whole disk image that boots; what came was thrown away"
            fi
            sync "$part"
            mv "$part" "$file"
            rm -f "$file.seen"
          }

          case $1 in start) start ;; wait) wait_for ;; fetch) fetch ;; esac

<#if image.isLocal()>
    # It costs little to copy it again, and it may be another one by now.
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
      # Each try lasts ten seconds. A transfer that brings nothing for two minutes ends by itself.
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
