- name: Ceph - install ${release.ceph.way.word()}
  hosts: tripleo-stack
  become: true
  tags: [ceph]
  gather_facts: false
<#include "../prepare/proxies.ftl">
  tasks:
<#include "looking.ftl">
<@ensureInGuest what=release.ceph.way.word() packages=release.ceph.packages/>
