- name: Settings - write what the installation reads
  hosts: tripleo-stack
  tags: [settings, proof]
  gather_facts: false
  tasks:
    # One that runs has read them; what has changed since then is for the next.
    - name: Leave the settings of an installation that runs alone
      ansible.builtin.meta: end_host
      when: installation_runs

    - name: Write undercloud.conf
      ansible.builtin.copy:
        dest: ${settingsFile}
        content: ${block(lab.undercloud.conf.text(), 10)}
        mode: "0600"

    - name: Ask the client for its container images
      ansible.builtin.command:
        argv: [openstack, tripleo, container, image, prepare, default<#if containers.localPush>, --local-push-destination</#if>]
      register: prepared
      changed_when: false
      check_mode: false
<#if release.simulated>
      # The stand-in is installed by a stage of its own, which check mode only pretends.
      failed_when: prepared.rc != 0 and not ansible_check_mode
</#if>
<#assign
  tag = lab.undercloud.containerTag.isPresent()
  set = []
>
<#if containers.namespace.isPresent()><#assign set += [{"key": "namespace", "value": containers.namespace.get()}]></#if>
<#if tag><#assign set += [{"key": "tag", "value": lab.undercloud.containerTag.get()}]></#if>
<#if lab.undercloud.cephContainerTag.isPresent()><#assign set += [{"key": "ceph_tag", "value": lab.undercloud.cephContainerTag.get()}]></#if>

<#if set?size gt 0>
<#if tag>
    # Where the client finds a label named in tag_from_label, it puts its value over the tag.
</#if>
    - name: Set what is chosen for the container images
      ansible.builtin.set_fact:
        chosen_images: >-
          {{ chosen_images | default([])
             + [item | dict2items<#if tag> | rejectattr('key', 'equalto', 'tag_from_label')</#if> | items2dict | combine({'set': chosen}, recursive=true)] }}
      loop: "{{ (prepared.stdout | from_yaml).parameter_defaults.ContainerImagePrepare }}"
      loop_control:
        label: ContainerImagePrepare
      vars:
        chosen:
<#list set as it>
          ${it.key}: ${yaml(it.value)}
</#list>

</#if>
    - name: Write the file of the container images
      ansible.builtin.copy:
        dest: ${imagesFile}
        content: "{{ {'parameter_defaults': image_parameters} | to_nice_yaml(indent=2) }}"
        mode: "0600"
      vars:
        image_parameters:
          ContainerImagePrepare: "{{ <#if set?size gt 0>chosen_images<#else>(prepared.stdout | from_yaml).parameter_defaults.ContainerImagePrepare</#if> }}"
<#if containers.registry.isPresent()>
          ContainerImageRegistryLogin: true
          ContainerImageRegistryCredentials:
            ${containers.registry.get()}: "{{ {registry_login[0] | trim: registry_login[1] | trim} }}"
        registry_login: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/passwords/${containers.registry.get()}').splitlines() }}"
      no_log: true
</#if>
