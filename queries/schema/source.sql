-- Where figures were read: one row per source.
create table source (
    source_id varchar not null,
    title_ko varchar not null,
    title_en varchar not null,
    publisher_ko varchar not null,
    publisher_en varchar not null,
    url varchar not null,
    published_on varchar,
    kind varchar not null,
    read varchar not null,
    licence varchar,
    attribution varchar,
    redistributable boolean,
    primary key (source_id)
);
