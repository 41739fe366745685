-- Which numbers did a party publish again, and otherwise, for the same model?
-- One row per reporter, model, benchmark, mode, effort and conditions with different numbers in two or more sources.
-- Computed at build.
create view reporter_revision as
select
    benchmark_id, model_id, team_id, category, mode, effort, conditions, reporter_id, relation,
    list({'score_text': score_text, 'publication_day': publication_day, 'source_id': source_id}
         order by publication_day nulls first, source_id, score_text) as numbers,
    count(publication_day) = count(*) as all_dated,
    max(score) - min(score) as difference,
    max(decimals) as decimals
from measurement
where unit = 'percent' and category <> 'composite'
group by benchmark_id, model_id, team_id, category, mode, effort, conditions, reporter_id, relation
having count(distinct score) > 1 and count(distinct source_id) > 1
order by difference desc, benchmark_id, model_id;

comment on view reporter_revision is
    'A party measured its number again: revisions, apart from measurements by two parties; in percent, averages left '
    'out';
comment on column reporter_revision.reporter_id is 'organisation that measured, each time';
comment on column reporter_revision.numbers is
    'score_text, publication_day and source_id of each number; undated ones first, then by date';
comment on column reporter_revision.all_dated is 'the date of every number is known, so that their order is';
comment on column reporter_revision.difference is 'highest less lowest, percentage points';
comment on column reporter_revision.decimals is 'decimals that the difference can carry';
