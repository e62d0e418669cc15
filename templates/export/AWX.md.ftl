# Lab ${lab.name} in AWX or Automation Controller

1. Put this folder into a git repository and create a *project* from it. It should have a
   `secrets.yml`, from `tripleo-lab export --vault-password-file FILE`. Each job starts with a fresh
   copy of the project, so without that file each job would create new keys.
2. Build an *execution environment* with `ansible-builder build --tag ${imageName}`. Push
   the image to a registry that the controller can reach.
3. Create a *credential* of type Vault with the password of `secrets.yml`.
4. Create an *inventory* with a source of the kind "Sourced from a Project", file
   `inventory/hosts.yml`.
5. Create a *job template* for each playbook of the folder `awx`. Use that inventory and that
   credential, no machine credential, no limit, and the extra variable
   `lab_workspace: "{{ playbook_dir }}/../workspace"`. Each of these playbooks first creates the
   workspace, and then runs the playbook of the same name in `playbooks`:
<#list stages as stage>
   - `awx/${stage.word}.yml`
</#list>
   - `awx/clean.yml`
6. Add the stages to a *workflow*, in this order.
<#if !address.isPresent()>
7. This lab names no hypervisor. Add `hypervisor_address: NAME` to the extra variables of each job
   template.
</#if>
