-- Which official mark counts where several sources print the same one?
-- One row per round, criterion, kind and team; means and gaps have no team; a maximum is that of one source, with
-- all its holders.
create view official_mark as
with printed as (
    select
        round_result.*,
        case when round_result.kind <> 'maximum' then team_id end as ranked_team_id,
        source.kind <> 'government' as is_retold,
        last_day_known(source.published_on) as publication_day,
        greatest(1, length(split_part(plain_number(value), '.', 2))) as decimals
    from round_result
    join source using (source_id)
),

points as (
    select round, criterion, out_of
    from printed
    group by round, criterion, out_of
    qualify row_number() over (
        partition by round, criterion
        order by
            count(distinct team_id) filter (kind = 'score') desc,
            count(distinct {'kind': kind, 'team_id': ranked_team_id}) desc,
            min({'is_retold': is_retold, 'day': coalesce(publication_day, date '9999-12-31'), 'source_id': source_id})
    ) = 1
),

ranked as (
    select
        printed.*,
        rank() over (
            partition by printed.round, printed.criterion, kind, ranked_team_id
            order by printed.out_of <> points.out_of, is_retold, publication_day nulls last, source_id
        ) as place
    from printed
    join points using (round, criterion)
),

differing as (
    select
        one.round, one.criterion, one.kind, one.ranked_team_id,
        list_sort(list(distinct {'source_id': other.source_id, 'value': other.value, 'out_of': other.out_of})) as others
    from ranked as one
    join ranked as other
        on other.round = one.round and other.criterion = one.criterion and other.kind = one.kind
        and other.ranked_team_id is not distinct from one.ranked_team_id and other.source_id <> one.source_id
    where one.place = 1 and (
        other.out_of <> one.out_of
        or half_up(other.value, power(10, -least(one.decimals, other.decimals)))
            <> half_up(one.value, power(10, -least(one.decimals, other.decimals)))
    )
    group by all
)

select
    ranked.round, ranked.criterion, ranked.kind, ranked.team_id, ranked.out_of, ranked.value, ranked.source_id,
    ranked.criterion <> 'total' and not exists (
        from round_result as part
        where part.kind = 'score' and part.round = ranked.round and starts_with(part.criterion, ranked.criterion || '/')
    ) as is_part,
    coalesce(differing.others, []) as others
from ranked
left join differing
    on differing.round = ranked.round and differing.criterion = ranked.criterion and differing.kind = ranked.kind
    and differing.ranked_team_id is not distinct from ranked.ranked_team_id
where ranked.place = 1
order by ranked.round, ranked.criterion, ranked.kind, ranked.team_id;

comment on view official_mark is
    'Official marks, one value each: out of as many points as the marks of most teams, of these that of a '
    'government source, else of the source published first, else of the first key';
comment on column official_mark.round is 'stage of the programme';
comment on column official_mark.criterion is 'criterion; part after the slash';
comment on column official_mark.team_id is 'key of the organisation';
comment on column official_mark.out_of is
    'points that the criterion is out of; other than those of most teams only where no source says those';
comment on column official_mark.value is 'points';
comment on column official_mark.is_part is
    'no total and no block of other marks by team: the parts add up to the total';
comment on column official_mark.others is
    'what other sources print instead: source_id, value, out_of; those that agree at the coarser decimals, of which '
    'there is at least one, are left out';
