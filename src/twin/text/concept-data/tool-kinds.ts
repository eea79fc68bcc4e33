import type { Concepts } from './concept.ts'

/**
 * Kinds of tools that people ask for by the kind and write down by the name. A question's "VPN" finds WireGuard; a question
 * for OpenVPN must not.
 */
export const toolKinds: Concepts = {
  vpn: { all: 'VPN' },
  'load-balancer': { all: 'loadbalancer balancer proxy', fr: 'répartiteur', de: 'Lastverteiler' },
  'web-server': { all: 'webserver' },
  'message-queue': { all: 'queue broker messaging', de: 'Warteschlange', es: 'cola' },
  'single-sign-on': { all: 'SSO IAM', en: 'identity', fr: 'identité', de: 'Identität', es: 'identidad' },
  'version-control': { all: 'versioning VCS', de: 'Versionsverwaltung' },
  'linux-distribution': { all: 'distro Linux', en: 'distribution', fr: 'distribution', de: 'Distribution' },
  framework: { all: 'framework' },
}

/** Names by the kind they are of: a concept above or of another file. Names of one word only. */
export const toolsByKind: Readonly<Record<string, string>> = {
  vpn: 'WireGuard OpenVPN IPsec Tailscale strongSwan AnyConnect ZeroTier',
  backup:
    'pgBackRest restic Borg BorgBackup Bacula Bareos Veeam Barman Duplicity Commvault NetBackup Rubrik Velero rsnapshot',
  monitoring:
    'Prometheus Grafana Alertmanager Loki Zabbix Nagios Icinga Datadog Checkmk Dynatrace Netdata Thanos PRTG Sensu',
  dashboard: 'Grafana Kibana Metabase Superset Tableau Looker Qlik PowerBI Redash',
  log: 'Loki Splunk Graylog Logstash Kibana Elasticsearch Fluentd rsyslog Filebeat',
  programming:
    'Python Java JavaScript TypeScript Go Golang Rust Ruby Perl PHP Scala Kotlin Swift Haskell Elixir Julia SQL Bash PowerShell C# C++ Groovy COBOL Fortran MATLAB',
  database:
    'PostgreSQL Postgres MySQL MariaDB Oracle MongoDB Cassandra SQLite Redis DB2 Snowflake BigQuery ClickHouse DynamoDB CockroachDB Neo4j InfluxDB TimescaleDB',
  'continuous-integration': 'Jenkins GitLab CircleCI TeamCity Bamboo ArgoCD Tekton Drone Buildkite Travis',
  configuration: 'Ansible Puppet Chef Salt SaltStack CFEngine Terraform OpenTofu Pulumi Packer',
  automation: 'Ansible Puppet Chef Salt Terraform Pulumi Airflow Rundeck Jenkins',
  infrastructure: 'Terraform OpenTofu Pulumi CloudFormation Bicep',
  container: 'Docker Podman Kubernetes k8s containerd Helm OpenShift Nomad LXC Rancher',
  virtualization: 'VMware vSphere ESXi Proxmox KVM Xen Hyper-V VirtualBox QEMU libvirt',
  'linux-distribution': 'Debian Ubuntu RHEL CentOS Fedora SUSE SLES Alpine Rocky AlmaLinux Arch Gentoo',
  'operating-system': 'Linux Windows macOS FreeBSD OpenBSD Solaris AIX Unix Debian Ubuntu Android iOS',
  cloud: 'AWS Azure GCP OpenStack Hetzner OVH Scaleway DigitalOcean EC2 S3',
  'message-queue': 'Kafka RabbitMQ ActiveMQ NATS Pulsar SQS ZeroMQ',
  'web-server': 'nginx Apache Caddy Tomcat IIS lighttpd',
  'load-balancer': 'HAProxy nginx Traefik Envoy F5 Varnish',
  ticket: 'Jira ServiceNow Zendesk OTRS Zammad GLPI Redmine Remedy Freshservice',
  'version-control': 'Git GitLab GitHub Bitbucket Subversion SVN Mercurial',
  statistics: 'pandas NumPy statsmodels SciPy scikit-learn SPSS SAS Stata R MATLAB',
  'machine-learning': 'TensorFlow PyTorch scikit-learn Keras XGBoost LightGBM',
  storage: 'Ceph NetApp ZFS MinIO GlusterFS NFS iSCSI SAN NAS S3',
  'single-sign-on': 'Keycloak Okta LDAP Kerberos SAML OAuth OIDC Entra FreeIPA',
  security: 'Nessus Wazuh Snort Suricata Metasploit Wireshark CrowdStrike OpenVAS Burp',
  firewall: 'pfSense OPNsense Fortinet FortiGate iptables nftables Checkpoint',
  test: 'Selenium Cypress Playwright JUnit pytest Postman JMeter Gatling Cucumber TestRail k6',
  framework: 'Django Flask FastAPI Spring Rails Laravel React Angular Vue Express Symfony NestJS',
  network: 'Cisco Juniper Aruba MikroTik BGP OSPF VLAN VXLAN',
  spreadsheet: 'Excel Calc',
  certification: 'CKA RHCE RHCSA LPIC CCNA CCNP CISSP OSCP ITIL PRINCE2 PMP ISTQB CISA CompTIA',
}
