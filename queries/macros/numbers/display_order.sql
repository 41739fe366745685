-- Which of several published numbers comes first for display?
-- One value per number, the lowest is displayed: independent, then own, then a competitor's; the newest first.
create macro display_order(
    relation, publication_day, measured_on, conditions, source_id, batch_published_on, score_text
) as
    {
        'reporter': case relation when 'independent' then 1 when 'own' then 2 else 3 end,
        'age': datediff('day', publication_day, date '2100-01-01'),
        'measured': datediff('day', last_day_known(measured_on), date '2100-01-01'),
        'conditions': coalesce(conditions, ''),
        'source_id': source_id,
        'stated': datediff('day', coalesce(batch_published_on, date '1900-01-01'), date '2100-01-01'),
        'score_text': score_text
    };

comment on macro display_order is
    'Orders the numbers of one model, benchmark, mode and effort: the lowest is displayed; a number whose day is not '
    'known comes after those of its kind, one that came in earlier from the same source after a later one';
