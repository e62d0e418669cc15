  tasks:
<#include "check-system.ftl">
