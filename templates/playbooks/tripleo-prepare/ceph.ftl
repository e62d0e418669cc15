- name: Ceph - install ${release.ceph.way.word()}
  hosts: tripleo-stack
  become: true
  tags: [ceph]
  gather_facts: false
<#include "../prepare/proxies.ftl">
  tasks:
<#include "skip-in-check-mode.ftl">
    - name: Install ${release.ceph.way.word()}
<@installInGuest list="ceph"/>
