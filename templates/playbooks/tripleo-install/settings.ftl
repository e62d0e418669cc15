<#assign
  tag = lab.undercloud.containerTag.isPresent()
  set = []
>
<#if containers.namespace.isPresent()><#assign set += [{"key": "namespace", "value": containers.namespace.get()}]></#if>
<#if tag><#assign set += [{"key": "tag", "value": lab.undercloud.containerTag.get()}]></#if>
<#if lab.undercloud.cephContainerTag.isPresent()><#assign set += [{"key": "ceph_tag", "value": lab.undercloud.cephContainerTag.get()}]></#if>
- name: Settings - write the configuration of the undercloud
  hosts: tripleo-stack
  tags: [settings, verify]
  gather_facts: false
  vars:
    undercloud_conf: ${block(lab.undercloud.conf.text(), 6)}
<#if set?size gt 0>
    default_images: "{{ (look.programs.images.stdout | from_yaml).parameter_defaults.ContainerImagePrepare }}"
    chosen:
      set:
<#list set as it>
        ${it.key}: ${yaml(it.value)}
</#list>
</#if>
    image_parameters:
<#if tag>
      # Without tag_from_label, because the client would replace the tag with the value of that label.
      ContainerImagePrepare: >-
        {{ default_images | map('dict2items') | map('rejectattr', 'key', 'equalto', 'tag_from_label') | map('list') | map('items2dict')
           | map('combine', chosen, recursive=true) | list }}
<#elseif set?size gt 0>
      ContainerImagePrepare: "{{ default_images | map('combine', chosen, recursive=true) | list }}"
<#else>
      ContainerImagePrepare: "{{ (look.programs.images.stdout | from_yaml).parameter_defaults.ContainerImagePrepare }}"
</#if>
<#if containers.registry.isPresent()>
      ContainerImageRegistryLogin: true
      ContainerImageRegistryCredentials:
        ${containers.registry.get()}: "{{ {registry_login[0] | trim: registry_login[1] | trim} }}"
    registry_login: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/passwords/${containers.registry.get()}').splitlines() }}"
</#if>
    images_file: "{{ {'parameter_defaults': image_parameters} | to_nice_yaml(indent=2) }}"
  tasks:
    # A running installation has already read its settings. Changes apply to the next one.
    - name: Skip this play while an installation runs
      ansible.builtin.meta: end_host
      when: installation_runs

<#if release.simulated>
    - name: Skip this play in check mode when the simulated client is not installed
      ansible.builtin.meta: end_host
      when: ansible_check_mode and look.programs.images.rc != 0

</#if>
    - name: Write undercloud.conf and the parameters of the container images
      lab_files:
        files:
          - path: ${settingsFile}
            content: "{{ undercloud_conf }}"
            owner: stack
            group: stack
            mode: "0600"
          - path: ${imagesFile}
            content: "{{ images_file }}"
            owner: stack
            group: stack
            mode: "0600"
      when: >-
        conf.sha256 != undercloud_conf | hash('sha256') or conf.mode != '0600'
        or images.sha256 != images_file | hash('sha256') or images.mode != '0600'
      vars:
        conf: "{{ look.files['${settingsFile}'] }}"
        images: "{{ look.files['${imagesFile}'] }}"
<#if containers.registry.isPresent()>
      no_log: true
</#if>
