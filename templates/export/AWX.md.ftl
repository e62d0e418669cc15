# Lab ${lab.name} in AWX or Automation Controller

1. Put this folder into a git repository and make a *project* of it. With `secrets.yml` in it (`tripleo-lab export --vault-password-file FILE` makes it): a job
   starts with a fresh copy of the project, and without that file each would make new keys.
2. Make an *execution environment* of `execution-environment.yml`: `ansible-builder build --tag ${imageName}`, and push the image to where the controller finds it.
3. Make a *credential* of type Vault with the password of `secrets.yml`.
4. Make an *inventory* with a source of the kind "Sourced from a Project", file `inventory/hosts.yml`.
5. Make a *job template* for each stage, with that inventory and credential, without a machine credential, and with the extra variable
   `lab_workspace: "{{ playbook_dir }}/../workspace"`. The playbooks of the folder `awx` make the workspace first and then do what the one of the same name in `playbooks` does<#list stages as stage><#if stage?is_first>: </#if>`awx/${stage.word}.yml`<#sep>, </#sep></#list>, `awx/clean.yml`.
6. Give the stages in their order to a *workflow*.
<#if !address.isPresent()>
7. This lab names no hypervisor: add `hypervisor_address: NAME` to the extra variables of each job template.
</#if>
