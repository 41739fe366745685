-- Which models meet all of these conditions?
-- One row per model with a published number that meets them. A blank bound or an empty list sets no condition; a model
-- whose size, weights or licence is not published meets none that is set on it.
create macro matching_model(lowest, highest, weights_in, licences, countries) as table
select *
from table_model
where
    (lowest is null or coalesce(total_params_b >= lowest, false))
    and (highest is null or coalesce(total_params_b <= highest, false))
    and (len(weights_in) = 0 or list_contains(weights_in, weights))
    and (len(licences) = 0 or list_contains(licences, licence))
    and (len(countries) = 0 or list_contains(countries, country));

comment on macro table matching_model is
    'Models by total parameters (billions, from lowest to highest), weights (open, closed), licence and country of '
    'the maker. Columns of table_model';
