CREATE CONSTRAINT `wayleave_case_program` IF NOT EXISTS
FOR (n:`Case`) REQUIRE n.`program` IS UNIQUE;
CREATE CONSTRAINT `wayleave_case_id` IF NOT EXISTS
FOR (n:`Case`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_jurisdiction_code` IF NOT EXISTS
FOR (n:`Jurisdiction`) REQUIRE n.`code` IS UNIQUE;
CREATE CONSTRAINT `wayleave_processor_id` IF NOT EXISTS
FOR (n:`Processor`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_datafield_id` IF NOT EXISTS
FOR (n:`DataField`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_notice_id` IF NOT EXISTS
FOR (n:`Notice`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_contract_id` IF NOT EXISTS
FOR (n:`Contract`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_flow_id` IF NOT EXISTS
FOR (n:`Flow`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_provision_id` IF NOT EXISTS
FOR (n:`Provision`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_finding_id` IF NOT EXISTS
FOR (n:`Finding`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_trail_id` IF NOT EXISTS
FOR (n:`Trail`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_cohort_id` IF NOT EXISTS
FOR (n:`Cohort`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `wayleave_user_id` IF NOT EXISTS
FOR (n:`User`) REQUIRE n.`id` IS UNIQUE;
CREATE INDEX `wayleave_processor_jurisdiction` IF NOT EXISTS
FOR (n:`Processor`) ON (n.`jurisdiction`);
CREATE INDEX `wayleave_notice_controller` IF NOT EXISTS
FOR (n:`Notice`) ON (n.`controller`);
CREATE INDEX `wayleave_contract_exporter` IF NOT EXISTS
FOR (n:`Contract`) ON (n.`exporter`);
CREATE INDEX `wayleave_contract_importer` IF NOT EXISTS
FOR (n:`Contract`) ON (n.`importer`);
CREATE INDEX `wayleave_flow_verdict` IF NOT EXISTS
FOR (n:`Flow`) ON (n.`verdict`);
CREATE INDEX `wayleave_flow_sender` IF NOT EXISTS
FOR (n:`Flow`) ON (n.`sender`);
CREATE INDEX `wayleave_flow_recipient` IF NOT EXISTS
FOR (n:`Flow`) ON (n.`recipient`);
CREATE INDEX `wayleave_finding_code` IF NOT EXISTS
FOR (n:`Finding`) ON (n.`code`);
CREATE INDEX `wayleave_finding_severity` IF NOT EXISTS
FOR (n:`Finding`) ON (n.`severity`);
CREATE INDEX `wayleave_trail_hops` IF NOT EXISTS
FOR (n:`Trail`) ON (n.`hops`);
CREATE INDEX `wayleave_trail_origin` IF NOT EXISTS
FOR (n:`Trail`) ON (n.`origin`);
CREATE INDEX `wayleave_trail_destination` IF NOT EXISTS
FOR (n:`Trail`) ON (n.`destination`);
CREATE INDEX `wayleave_trail_jurisdiction` IF NOT EXISTS
FOR (n:`Trail`) ON (n.`jurisdiction`);
CREATE INDEX `wayleave_trail_verdict` IF NOT EXISTS
FOR (n:`Trail`) ON (n.`verdict`);
