<#-- Hashes the password of a user stack. Input: passwordFile, its name in workspace/passwords; passwordCheckMode: check_mode of the task. -->
    # Runs on the hypervisor, because the Python that runs Ansible may lack SHA-512 password hashing.<#if platform.python?contains("python2")> openssl of this platform lacks it too.</#if>
    # The salt is derived from the lab's id: the same password gives the same hash in every run.<#if passwordCheckMode != "false"> Check mode needs openssl.</#if>
    - name: Hash the password of stack
      ansible.builtin.command:
        argv:
<#if platform.python?contains("python2")>
          - ${platform.python}
          - -c
          - import crypt, sys; print(crypt.crypt(sys.stdin.readline().rstrip('\n'), '$6$' + sys.argv[1]))
<#else>
          - openssl
          - passwd
          - "-6"
          - -stdin
          - -salt
</#if>
          - "{{ (lookup('ansible.builtin.file', lab_workspace ~ '/lab-id') | hash('sha256'))[:16] }}"
        stdin: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/passwords/${passwordFile}') }}"
      register: stack_password
      changed_when: false
      check_mode: ${passwordCheckMode}
      no_log: true
