<#assign
  rdo = siteNetwork.rdoMirror.orElse("https://trunk.rdoproject.org")
  centos = siteNetwork.centosMirror.orElse(repositories.vault?then("https://vault.centos.org", ""))
  el9 = repositories.distro == "centos9"
  pin = lab.dlrnHash.orElse("")
  toolFolder = rdo + "/" + repositories.tool + "/"
  call = ["tripleo-repos", "--branch=" + repositories.branch, "--distro=" + repositories.distro]
>
<#if centos != "">
<#assign call += ["--mirror=" + centos]>
</#if>
<#if siteNetwork.rdoMirror.isPresent()>
<#assign call += ["--rdo-mirror=" + rdo]>
</#if>
<#-- Tasks replace nothing that is replaced already. -->
<#macro replaceInCentos pattern by>
        path: "{{ item }}"
        regexp: "{{ pattern }}"
        replace: ${unsafe(by)}
      loop: "{{ centos_repositories | selectattr('value.content', 'search', '(?m)' ~ pattern) | map(attribute='key') | list }}"
      vars:
        pattern: ${block(pattern, 10)}
</#macro>
<#-- tripleo-repos of CentOS 7 does not have these options. -->
<#if repositories.stream>
<#assign call += ["--stream"]>
<#elseif repositories.distro != "centos7">
<#assign call += ["--no-stream"]>
</#if>
<#list repositories.names as name>
<#assign call += [(pin != "" && name == repositories.tag())?then("deps", name)]>
</#list>
<#assign pinned = rdo + "/" + repositories.distro + "-" + repositories.branch + "/" + repositories.tag() + "/">
<#if pin != "">
<#assign pinned += pin[0..1] + "/" + pin[2..3] + "/" + pin + "/">
</#if>
  vars:
<#if centos != "">
    centos_repositories: "{{ look.files | dict2items | selectattr('key', 'match', '/etc/yum[.]repos[.]d/(CentOS-|centos).*[.]repo$') | list }}"
</#if>
    # The command that creates the repositories. They are recreated when it changes or their file is missing.
    repositories_wanted: ${block(call?join("\n") + (pin != "")?then("\n" + pinned, ""), 6)}
    recreate_repositories: >-
      {{ '/etc/yum.repos.d/delorean.repo' not in look.files
         or look.files['/etc/yum.repos.d/tripleo-lab.call'].content | trim != repositories_wanted | trim }}
    tripleo_repos_folder: ${unsafe(toolFolder)}
    tripleo_repos_packages: >-
      {{ tripleo_repos_list.content | default('') | regex_findall('python[23]-tripleo-repos-[0-9][A-Za-z0-9._+~-]*[.]noarch[.]rpm') | sort }}
<#if pin != "">
    pinned_repositories: ${unsafe(pinned + "delorean.repo")}
</#if>
  tasks:
<#include "check-system.ftl">
<#if centos != "">

<#if siteNetwork.centosMirror.isPresent()>
    # CENTOS_MIRROR
<#else>
    # The CentOS mirrors no longer have ${guest.system}.
</#if>
<#if el9>
    # The patterns do not match the repositories of sources and debug symbols.
<#list {"baseos": "$stream/BaseOS/$basearch/os/",
        "appstream": "$stream/AppStream/$basearch/os/",
        "crb": "$stream/CRB/$basearch/os/",
        "highavailability": "$stream/HighAvailability/$basearch/os/",
        "extras-sig-extras-common": "SIGs/$stream/extras/$basearch/extras-common/"} as repository, path>
<#assign escaped = path?replace("$", "\\$")>
    - name: Point CentOS repository ${repository} to the mirror
      ansible.builtin.replace:
<@replaceInCentos pattern="^(metalink=\\S+repo=centos-" + repository + "-\\$stream&arch=\\$basearch&.*|(?!baseurl=" + centos + "/" + escaped + "$)baseurl=\\S+/" + escaped + ")$" by="baseurl=" + centos + "/" + path/>
<#sep>

</#sep>
</#list>
<#else>
    - name: Disable the mirror lists of CentOS
      ansible.builtin.replace:
<@replaceInCentos pattern="^mirrorlist=" by="#mirrorlist="/>

    - name: Point the CentOS repositories to ${comment(siteNetwork.centosMirror.isPresent()?then("the mirror", "vault.centos.org"))}
      ansible.builtin.replace:
<@replaceInCentos pattern="^(?!baseurl=" + centos + "/(\\$contentdir|centos)/)#?baseurl=https?://\\S+/(?=(\\$contentdir|centos)/)" by="baseurl=" + centos + "/"/>
</#if>
</#if>

    - name: Install tripleo-repos if it is missing
      when: not look.files['/usr/bin/tripleo-repos'].exists
      block:
        # Versions in this folder change, so the file name is read from the folder's list.
        - name: Read the list of tripleo-repos packages
          ansible.builtin.uri:
            url: "{{ tripleo_repos_folder }}"
            return_content: true
            timeout: 60
          register: tripleo_repos_list
          failed_when: false
          check_mode: false

        - name: Check that a package of tripleo-repos is available
          ansible.builtin.assert:
            that: tripleo_repos_packages | length > 0
            fail_msg: >-
              No package of tripleo-repos was found at {{ tripleo_repos_folder }} ({{ tripleo_repos_list.msg | default('no answer') }}).
              Check that virtual machine tripleo can reach the RDO repositories or a mirror
              (RDO_MIRROR, HTTPS_PROXY, CA_BUNDLE in configuration/environment).
              If RDO has moved the package, correct `tool` in configuration/releases/${release.name}.yaml.
            quiet: true

        # RDO does not sign its packages.
        - name: Install tripleo-repos
          ansible.builtin.command:
            argv:
              - ${guest.packageManager.word()}
              - install
              - --assumeyes
              - --nogpgcheck
              - "{{ tripleo_repos_folder }}{{ tripleo_repos_packages | last }}"
            creates: /usr/bin/tripleo-repos

    - name: Recreate the RDO repositories if their command has changed
      when: recreate_repositories
      block:
<#if pin != "">
        - name: Read the RDO repository of TRIPLEO_DLRN_HASH
          ansible.builtin.uri:
            url: "{{ pinned_repositories }}"
            return_content: true
            timeout: 60
          register: pinned_state
          failed_when: false
          check_mode: false

        - name: Check that the RDO repository of TRIPLEO_DLRN_HASH exists
          ansible.builtin.assert:
            that: pinned_state.status | default(-1) == 200
            fail_msg: >-
              {{ pinned_repositories }} was not found ({{ pinned_state.msg | default('no answer') }}). RDO removes old repositories.
              Correct TRIPLEO_DLRN_HASH in configuration/environment, or leave it empty to use the newest one.
            quiet: true

</#if>
        # After an interrupted run the record would not match the repositories.
        - name: Remove the record of the tripleo-repos command
          ansible.builtin.file:
            path: /etc/yum.repos.d/tripleo-lab.call
            state: absent

        # One call for all repositories, because each call removes those of an earlier one.
        - name: Create the RDO repositories
          ansible.builtin.command:
            argv:
<#list call as word>
              - ${unsafe(word)}
</#list>
          changed_when: true
<#if pin != "">

        - name: Pin the RDO repository to TRIPLEO_DLRN_HASH
          lab_files:
            files:
              - path: /etc/yum.repos.d/delorean.repo
                content: "{{ pinned_state.content }}"
</#if>
<#if siteNetwork.rdoMirror.isPresent()>

        - name: Find the repository files of RDO
          ansible.builtin.find:
            paths: /etc/yum.repos.d
            patterns: ["delorean*.repo", "tripleo-centos-*.repo"]
          register: rdo_repositories

        # tripleo-repos ignores --rdo-mirror for some of them.
        - name: Point the RDO repositories to the mirror
          ansible.builtin.replace:
            path: "{{ item.path }}"
            regexp: ^baseurl=https?://trunk\.rdoproject\.org/
            replace: ${unsafe("baseurl=" + rdo + "/")}
          loop: "{{ rdo_repositories.files }}"
          loop_control:
            label: "{{ item.path }}"
</#if>

        - name: Record the tripleo-repos command
          lab_files:
            files:
              - path: /etc/yum.repos.d/tripleo-lab.call
                content: "{{ repositories_wanted | trim }}\n"
