- name: Ceph - install ${release.ceph.way.word()}
  hosts: tripleo-stack
  become: true
  tags: [ceph]
  gather_facts: false
<#include "../prepare/proxies.ftl">
  tasks:
<#include "looking.ftl">
<#if guestApt>
    # apt asks the network even when there is nothing to install.
    - name: Look for ${release.ceph.way.word()}
      ansible.builtin.command:
        argv: [dpkg-query, --show, "--showformat=${r"${db:Status-Status} "}", ${release.ceph.packages?join(", ")}]
      register: ceph_packages
      changed_when: false
      failed_when: false
      check_mode: false

</#if>
    - name: Install ${release.ceph.way.word()}
<@installInGuest packages=release.ceph.packages/>
<#if guestApt>
      when: ceph_packages.stdout is not match('(installed ){${release.ceph.packages?size}}$')
</#if>
