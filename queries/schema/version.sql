-- Version and date of the data: one row.
create table version (
    data_version varchar not null,
    files_version varchar not null,
    inputs varchar not null,
    program varchar not null,
    data_date varchar not null,
    as_of date
);

comment on table version is 'Version and date of the data: one row';
comment on column version.data_version is 'date and checksum of the records';
comment on column version.files_version is 'date and checksum of the files of the checkout, without any batch';
comment on column version.program is 'checksum of the queries that the store was built with';
comment on column version.inputs is 'checksum of the files that the store was made of: records, batches and queries';
comment on column version.data_date is 'day to which the records stand';
comment on column version.as_of is 'day after which nothing recorded is counted; null: everything counts';
