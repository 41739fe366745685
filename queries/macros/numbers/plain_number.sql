-- How is a decimal written without idle zeros?
-- One text per number: 2.660000 becomes 2.66, 10.000000 becomes 10.
create macro plain_number(x) as
    rtrim(regexp_replace(cast(cast(x as decimal(38, 6)) as varchar), '0+$', ''), '.');

comment on macro plain_number is 'x as text without idle zeros';
